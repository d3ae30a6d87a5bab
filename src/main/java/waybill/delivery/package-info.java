/** How one message gets to the destination: signing, the transport port, outcomes, retries. */
package waybill.delivery;
