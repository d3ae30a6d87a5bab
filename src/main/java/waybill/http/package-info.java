/**
 * Sends one request over HTTPS and names what became of it. The only user of Apache HttpClient, of which little is left
 * on: one request, one connection, one answer, at most once.
 */
package waybill.http;
