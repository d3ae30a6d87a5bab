/** Writes what a search finds in the log to a file. */
package waybill.export;
