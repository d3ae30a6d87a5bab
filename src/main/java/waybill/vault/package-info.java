/** Where the master key comes from: the OS keychain or a passphrase; locking and unlocking. */
package waybill.vault;
