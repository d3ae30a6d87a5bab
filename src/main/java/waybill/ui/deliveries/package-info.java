/** The Deliveries page. */
package waybill.ui.deliveries;
