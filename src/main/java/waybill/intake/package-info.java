/** Reads files, folders and JSON Lines as they are sent, checks that they are JSON, and hands them to the queue. */
package waybill.intake;
