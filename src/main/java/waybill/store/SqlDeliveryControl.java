package waybill.store;

import java.util.Optional;

import waybill.delivery.DeliveryControl;
import waybill.delivery.DeliverySettings;
import waybill.delivery.Hold;
import waybill.delivery.Retention;

/** What governs delivery, in the encrypted database. */
public final class SqlDeliveryControl implements DeliveryControl {
    private final Deliveries deliveries;

    public SqlDeliveryControl(Database database) {
        this.deliveries = new Deliveries(database);
    }

    @Override
    public DeliverySettings settings() {
        return deliveries.read(DeliveryTable::settings);
    }

    @Override
    public void change(DeliverySettings settings) {
        deliveries.write((connection, _) -> DeliveryTable.setSettings(connection, settings));
    }

    @Override
    public boolean isPaused() {
        return deliveries.read(DeliveryTable::isPaused);
    }

    @Override
    public void setPaused(boolean paused) {
        deliveries.write((connection, _) -> DeliveryTable.setPaused(connection, paused));
    }

    @Override
    public Optional<Retention.Tally> removed() {
        return deliveries.read(Removals::tally);
    }

    @Override
    public Optional<Hold> hold() {
        return deliveries.read(DeliveryTable::hold);
    }

    @Override
    public void release() {
        deliveries.write((connection, changes) -> {
            changes.afterwards(index -> index.setHold(Optional.empty()));
            return DeliveryTable.release(connection);
        });
    }
}
