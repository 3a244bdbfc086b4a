package org.portbound.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.portbound.diagnosis.OwnSocket;

/**
 * The listeners of the workbench, in order of their numbers.
 *
 * <p>Changed by one command at a time; read by any thread through the volatile list, which is never
 * changed in place.
 */
final class Listeners implements LedgerOwners {
  private volatile List<OpenListener> all = List.of();

  List<OpenListener> all() {
    return all;
  }

  Optional<OpenListener> find(int number) {
    return all.stream().filter(each -> each.number() == number).findFirst();
  }

  Optional<OpenListener> findOpen(int number) {
    return find(number).filter(OpenListener::isOpen);
  }

  /**
   * What the diagnosis is told of the open ones, oldest first.
   *
   * @param uidOfPeer the user of a peer process by its number; 0 is this process
   */
  List<OwnSocket> own(IntUnaryOperator uidOfPeer) {
    return all.stream()
        .filter(OpenListener::isOpen)
        .map(each -> each.own(uidOfPeer.applyAsInt(each.peer())))
        .toList();
  }

  @Override
  public int peer(int listener) {
    return find(listener).map(OpenListener::peer).orElse(0);
  }

  @Override
  public int listener(int descriptor) {
    return all.stream()
        .filter(each -> each.peer() == 0 && each.isOpen())
        .filter(each -> each.socket().descriptor() == descriptor)
        .mapToInt(OpenListener::number)
        .findFirst()
        .orElse(0);
  }

  /** Adds a listener, or puts it in the place of the one with its number. */
  void put(OpenListener listener) {
    if (find(listener.number()).isPresent()) {
      change(listener.number(), old -> listener);
      return;
    }
    var changed = new ArrayList<>(all);
    changed.add(listener);
    all = List.copyOf(changed);
  }

  void change(int number, UnaryOperator<OpenListener> change) {
    all = all.stream().map(each -> each.number() == number ? change.apply(each) : each).toList();
  }

  void remove(int number) {
    all = all.stream().filter(each -> each.number() != number).toList();
  }
}
