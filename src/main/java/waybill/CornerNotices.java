package waybill;

import java.time.InstantSource;

import waybill.platform.AppPaths;
import waybill.ui.Context;
import waybill.ui.Notices;
import waybill.ui.main.MainWindow;
import waybill.ui.main.Page;
import waybill.ui.sending.HoldNotice;
import waybill.ui.sending.SendingModel;
import waybill.ui.settings.FolderNotice;
import waybill.ui.vault.VaultModel;

/** What is told in a corner of the window, whatever page it shows; pressed, each leads to the page that says more. */
record CornerNotices(Context context, Notices notices, MainWindow window) {
    void watch(SendingModel sending, InstantSource clock) {
        new HoldNotice(context, notices, () -> window.isShown(Page.DELIVER) || window.isShown(Page.DESTINATION),
                () -> window.show(Page.DELIVER)).watch(sending, clock);
        sending.onTidied(removed -> notices.show(context.text("notice.retention"),
                context.text("notice.retention.text", removed), () -> window.show(Page.SETTINGS)));
    }

    void watch(VaultModel vault, AppPaths paths) {
        new FolderNotice(context, notices, paths, () -> window.show(Page.SETTINGS)).watch(vault);
    }
}
