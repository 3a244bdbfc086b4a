package org.portbound;

/** Terminal or window. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("Portbound " + Main.class.getModule());
  }
}
