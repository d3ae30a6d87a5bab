package waybill.ui.deliver;

import java.util.function.Consumer;

import waybill.delivery.MessageQuery;
import waybill.ui.Notices;

/**
 * Where the page leads to.
 *
 * @param deliver shows this page
 * @param destination shows the page of the destination
 * @param deliveries shows the messages of a query
 */
public record DeliverLinks(Runnable deliver, Runnable destination, Consumer<MessageQuery> deliveries, Notices notices) {}
