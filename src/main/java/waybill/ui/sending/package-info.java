/** What every page may know of the sending: its state, its settings, and the words for both. */
package waybill.ui.sending;
