/** The page of the log: what was sent, what became of it, and what can be done about it. */
package waybill.ui.deliveries;
