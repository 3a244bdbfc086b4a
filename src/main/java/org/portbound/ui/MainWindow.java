package org.portbound.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Texts;
import org.portbound.ui.control.Actions;
import org.portbound.ui.control.InterfaceWatch;
import org.portbound.ui.control.LateChildren;
import org.portbound.ui.control.Memory;
import org.portbound.ui.control.MenuKey;
import org.portbound.ui.control.SendDraft;
import org.portbound.ui.control.Settings;
import org.portbound.ui.control.StatusLine;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.control.UndoList;
import org.portbound.ui.groups.GroupsPanel;
import org.portbound.ui.guide.GuideWindow;
import org.portbound.ui.lessons.LessonsPage;
import org.portbound.ui.listeners.BindForm;
import org.portbound.ui.listeners.ListenerList;
import org.portbound.ui.send.SendPanel;
import org.portbound.ui.traffic.TrafficPane;
import org.portbound.ui.traffic.file.FileDesk;
import org.portbound.workbench.ListenerState;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.PeerView;
import org.portbound.workbench.Workbench;

/**
 * The frame: puts the pages into the window and draws them again when the workbench has changed.
 * JavaFX thread.
 */
final class MainWindow implements AutoCloseable {
  /** Reading faster than this gains nothing and costs drawing: about 16 times a second. */
  private static final long REFRESH_NS = 60_000_000L;

  /** How often what stands in the forms is kept: a program may end without being asked. */
  private static final long KEEP_NS = 2_000_000_000L;

  private final Workbench workbench;
  private final Settings settings;
  private final Memory memory;
  private final Wishes wishes;
  private final Notifications notifications;
  private final ListenerList listeners;
  private final BindForm form;
  private final PeerWishes peers;
  private final InterfaceWatch interfaces;
  private final GroupsPanel groups;
  private final SendPanel send;
  private final TrafficPane traffic;
  private final FileDesk fileDesk;
  private final BottomPane bottom;
  private final StatusLine status;
  private final BenchWishes benches;
  private final GivenFile given;
  private final Pages pages;
  private final GuideWindow guide;
  private final StageView stage;
  private final Scene scene;
  private final Rates rates;
  private final AnimationTimer timer;
  private final Afterwards afterwards = new Afterwards();
  private long refreshedNs;
  private long keptNs;
  private Seen seen = Seen.NOTHING;

  /**
   * @param texts what it says
   * @param speak has a window built that says it in another language
   */
  MainWindow(Session session, Texts texts, Consumer<Texts> speak) {
    this.workbench = session.workbench();
    this.settings = session.settings();
    this.memory = session.memory();
    this.rates = memory.keep(Rates.class, Rates::new);
    this.interfaces = new InterfaceWatch(session.commands(), workbench.provider()::interfaces);
    var context =
        new UiContext(
            texts,
            session.commands(),
            settings,
            session.files(),
            interfaces,
            session.memory(),
            new Actions());
    this.wishes = new Wishes(workbench, context, session.messages(), this::showRow);
    this.listeners = new ListenerList(context, wishes, wishes.peerWishes());
    this.form = wishes.bindForm();
    listeners.onNoneLeft(form::button);
    wishes.refusals().onFixed(listeners::expect);
    this.peers = wishes.peerWishes();
    this.groups = wishes.groupsPanel();
    this.send = wishes.sendPanel();
    this.traffic = new TrafficPane(context, workbench, this::fill);
    this.bottom = wishes.bottomPane();
    CallsTie.between(listeners, bottom);
    this.status =
        new StatusLine(context, workbench.provider().name(), System.getProperty("user.name", "?"));

    this.fileDesk = new FileDesk(context, workbench, traffic);
    var desk = new Desk(form, listeners, wishes, fileDesk);
    traffic.enlargedProperty().subscribe(desk::enlargeTable);
    this.pages = new Pages(context);
    pages.add("desk", Feather.LAYOUT, () -> new PageFrame.Page(desk, inSight -> {}));
    new OtherPages(context, workbench).addTo(pages, this::present, this::load);
    context.actions().beforeSearch(pages::finish);
    var header = new HeaderBar(context, pages);
    this.benches =
        new BenchWishes(
            workbench,
            context,
            session.messages(),
            wishes,
            traffic.filterBar(),
            () -> pages.show(0));
    this.given = new GivenFile(benches, fileDesk, () -> pages.show(0));
    this.notifications = new Notifications(context);
    var steps = UndoList.of(context);
    steps.tell(done -> notifications.offer(done, steps), notifications::withdraw);
    var top = new VBox();
    var strips = LateChildren.of(top, header, benches.panel());
    var frame = new WindowFrame(top, pages, new BottomLine(status, notifications));
    this.stage = new StageView(context, frame, desk::present, status::say, pages::show);
    stage.menu().addWays(wishes.refusalCard().toFixes(), pages::show);
    this.scene = stage.scene();
    this.guide = new GuideWindow(context, scene, stage.factor(), stage.menu()::addKeys);
    header.addHelp(context, this::help);
    header
        .getChildren()
        .addAll(
            new FileMenu(context, benches, fileDesk),
            new EditMenu(context, pages, wishes::receiving),
            new LanguageMenu(context, speak));
    given.addTo(scene);
    header.addLooks(context, stage.menu(), stage.theme());
    context.actions().addKeys(scene, pages::inSight, status::say);
    MenuKey.give(scene);
    afterwards.add(HeadStart::readAhead);
    afterwards.add(traffic::prepare);
    List.of(desk.later(), bottom.later(), strips.pieces(), stage.later(), pages.later())
        .forEach(afterwards::addAll);
    this.timer =
        new AnimationTimer() {
          @Override
          public void handle(long nowNs) {
            pull(nowNs);
          }
        };
    refresh(System.nanoTime());
  }

  private void showRow(long number) {
    traffic.select(number);
  }

  private void present(LessonsPage lessons) {
    stage.present(lessons);
  }

  private void load(SocketPlan plan) {
    pages.show(0);
    form.load(plan);
  }

  /** What is filled in must be seen. */
  private void fill(SendDraft draft) {
    traffic.enlargedProperty().set(false);
    send.fill(draft);
  }

  /** The guide's chapter of the page in sight. */
  private void help() {
    guide.show(pages.inSight());
  }

  Scene scene() {
    return scene;
  }

  /** Begins drawing; the window is on the screen. */
  void start() {
    timer.start();
    afterwards.start();
  }

  /** Makes ready at once what {@link #start} leaves for later. */
  void finish() {
    afterwards.finish();
  }

  /** Makes way for a window in another language: draws no more, and leaves open what is open. */
  void leave() {
    timer.stop();
    afterwards.finish();
    guide.leave();
    stage.close();
    wishes.leaveBehind();
    memory.take(scene);
    pages.close();
    traffic.close();
  }

  /** Shows what the window before showed. */
  void takeOver(MainWindow before) {
    notifications.takeOver(before.notifications);
    wishes.takeOver();
    benches.takeOver();
    pages.finish();
    memory.entries().give();
    traffic.takeOver();
    guide.takeOver();
    refresh(System.nanoTime());
  }

  /** As the user left it last: what stood in the forms, and the page. */
  void restore() {
    memory.restore(settings);
  }

  /** Opens a file that was named at the start. */
  void open(Path file) {
    given.open(file);
  }

  /** Shows an exception that nobody expected. JavaFX thread. */
  void unexpected(Throwable error) {
    if (!pages.fault(error)) {
      notifications.unexpected(error);
    }
  }

  private void pull(long nowNs) {
    if (nowNs - refreshedNs < REFRESH_NS) {
      return;
    }
    peers.look(nowNs, this::showPeers);
    interfaces.look(nowNs);
    groups.look(nowNs);
    if (nowNs - keptNs > KEEP_NS) {
      keptNs = nowNs;
      memory.keepForms(settings);
    }
    settings.nextWarning().ifPresent(notifications::warn);
    boolean changed = !seen.equals(Seen.of(workbench));
    if (changed || rates.total() > 0 || bottom.active()) {
      refresh(nowNs);
    }
  }

  private void refresh(long nowNs) {
    refreshedNs = nowNs;
    Seen now = Seen.of(workbench);
    if (seen.revision() != now.revision()) {
      form.listenersChanged();
    }
    seen = now;
    List<ListenerView> views = workbench.listeners();
    List<ListenerView> cards = views.stream().filter(each -> !each.plan().forReplies()).toList();
    rates.sample(views, nowNs);
    boolean listening = views.stream().anyMatch(each -> each.state() == ListenerState.OPEN);
    onDesk(() -> listeners.show(cards, rates::of));
    onDesk(() -> send.show(views));
    onDesk(() -> traffic.refresh(listening));
    onDesk(fileDesk::refresh);
    onDesk(bottom::refresh);
    status.show(StatusLine.Figures.of(workbench, views, rates.total()));
    notifications.showNew(workbench.notices());
  }

  /** An error in one part of the page leaves the others drawn. */
  private void onDesk(Runnable draw) {
    pages.guard("desk", draw);
  }

  private void showPeers(List<PeerView> now) {
    listeners.showPeers(now);
    form.show(now);
  }

  /** Ends drawing and leaves the lesson. */
  @Override
  public void close() {
    timer.stop();
    afterwards.stop();
    guide.leave();
    memory.keepForms(settings);
    traffic.close();
    pages.end();
    stage.close();
  }
}
