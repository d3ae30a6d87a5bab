/** What a destination is, and the pure check that turns typed text into one. */
package waybill.destination;
