/** The window: its frame, what its pages share, and the one door to background threads. */
package waybill.ui;
