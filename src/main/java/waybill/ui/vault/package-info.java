/** Making, opening and explaining the vault. */
package waybill.ui.vault;
