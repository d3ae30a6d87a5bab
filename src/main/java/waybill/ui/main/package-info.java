/** The frame of the main window. */
package waybill.ui.main;
