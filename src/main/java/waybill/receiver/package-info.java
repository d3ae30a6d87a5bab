/**
 * The practice receiver: an HTTPS endpoint on loopback, with a key and certificate of its own, that answers as it is told
 * and says whether what arrived is authenticated as registered.
 */
package waybill.receiver;
