/** The page of preferences. */
package waybill.ui.settings;
