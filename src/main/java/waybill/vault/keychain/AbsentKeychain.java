package waybill.vault.keychain;

import waybill.vault.Keychain;

/**
 * No keychain: switched off, or none on this system.
 *
 * @param why for the technical detail that a person may open
 */
public record AbsentKeychain(String why) implements Keychain {
    @Override
    public Availability availability() {
        return Availability.ABSENT;
    }

    @Override
    public Reading read(String entry) {
        return new Reading.Unavailable(why);
    }

    @Override
    public boolean unlock() {
        return false;
    }

    @Override
    public boolean store(String entry, byte[] secret) {
        return false;
    }

    @Override
    public void remove(String entry) {}
}
