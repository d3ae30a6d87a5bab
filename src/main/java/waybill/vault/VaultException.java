package waybill.vault;

/** The vault or its database cannot be opened or made. */
public final class VaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final VaultStatus.Refusal refusal;

    public VaultException(VaultStatus.Refusal refusal, String detail, Throwable cause) {
        super(detail, cause);
        this.refusal = refusal;
    }

    public VaultStatus.Refusal refusal() {
        return refusal;
    }
}
