/** The Deliver page. */
package waybill.ui.deliver;
