/** The Deliver page: the editor of one message, and the batch of many. The only user of RichTextFX. */
package waybill.ui.deliver;
