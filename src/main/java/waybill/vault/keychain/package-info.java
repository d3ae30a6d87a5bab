/** The keychains of the operating systems behind one port. */
package waybill.vault.keychain;
