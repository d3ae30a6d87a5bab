/** The page of the practice receiver. */
package waybill.ui.receiver;
