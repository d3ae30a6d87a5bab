package waybill.vault;

/** What a vault can be opened with; it may have several. */
public enum KeyWay {
    KEYCHAIN, PASSPHRASE, RECOVERY_KEY
}
