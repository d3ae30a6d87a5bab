package waybill;

/** What has to be typed back of a recovery key. */
final class RecoveryGroups {
    private RecoveryGroups() {}

    /** The group of {@code key} that is asked for in {@code field}. */
    static String asked(String key, String field) {
        String label = WindowThread.call(() -> Screen.find(field).orElseThrow().getAccessibleText());
        return key.split("[-\n]")[Integer.parseInt(label.replaceAll("Group (\\d) of 8", "$1")) - 1];
    }

    /** Types both. */
    static void type(Person person, String key) {
        for (String field : new String[]{"recoveryGroupFirst", "recoveryGroupSecond"}) {
            person.fills(field, asked(key, field));
        }
    }
}
