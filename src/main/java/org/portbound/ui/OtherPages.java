package org.portbound.ui;

import java.util.function.Consumer;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.socket.SocketPlan;
import org.portbound.ui.PageFrame.Page;
import org.portbound.ui.charts.ChartsPage;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.interfaces.InterfacesPage;
import org.portbound.ui.lessons.LessonsPage;
import org.portbound.ui.map.MapPage;
import org.portbound.ui.matrix.MatrixPage;
import org.portbound.ui.ports.PortsPage;
import org.portbound.ui.probe.ProbePage;
import org.portbound.workbench.Workbench;

/** The pages after the first, in their order. JavaFX thread. */
final class OtherPages {
  private final UiContext context;
  private final Workbench workbench;

  OtherPages(UiContext context, Workbench workbench) {
    this.context = context;
    this.workbench = workbench;
  }

  /**
   * Adds them.
   *
   * @param present is given the page that can be presented, when it has been built
   * @param load fills a plan into the bind form
   */
  void addTo(Pages pages, Consumer<LessonsPage> present, Consumer<SocketPlan> load) {
    pages.add("ports", Feather.LIST, this::ports);
    pages.add(
        "matrix",
        Feather.GRID,
        () -> new Page(new MatrixPage(context, workbench.provider(), load), inSight -> {}));
    pages.add("charts", Feather.ACTIVITY, this::charts);
    pages.add("lessons", Feather.BOOK_OPEN, () -> lessons(present));
    pages.add("interfaces", Feather.SHARE_2, this::interfaces);
    pages.add("probe", Feather.CROSSHAIR, this::probe);
    pages.add("map", Feather.GIT_MERGE, this::map);
  }

  private Page ports() {
    var page = new PortsPage(context, workbench);
    return new Page(page, page::shown);
  }

  private Page charts() {
    var page = new ChartsPage(context, workbench.history());
    return new Page(page, page::shown);
  }

  private Page lessons(Consumer<LessonsPage> present) {
    var page = new LessonsPage(context, workbench);
    present.accept(page);
    return new Page(page, inSight -> {}, page::close);
  }

  private Page interfaces() {
    var page = new InterfacesPage(context, workbench);
    return new Page(page, page::shown);
  }

  private Page probe() {
    var page = new ProbePage(context, workbench);
    return new Page(page, page::shown);
  }

  private Page map() {
    var page = new MapPage(context, workbench);
    return new Page(page, page::shown);
  }
}
