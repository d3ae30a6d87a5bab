/** What Waybill needs from the operating system before its vault is open: a folder, one instance, preferences, an error log. */
package waybill.platform;
