/** The destination page and the popup that registers and edits. */
package waybill.ui.destination;
