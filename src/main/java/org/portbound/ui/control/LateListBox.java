package org.portbound.ui.control;

import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Skin;
import javafx.scene.control.skin.ComboBoxListViewSkin;

/**
 * A combo box whose list comes into the scene when it is opened first. JavaFX's own has it among
 * its children from the start, where it is styled and laid out like what is in sight. JavaFX
 * thread.
 *
 * @param <T> what is chosen from
 */
public class LateListBox<T> extends ComboBox<T> {
  /** Nothing to choose from yet. */
  public LateListBox() {}

  @Override
  protected Skin<?> createDefaultSkin() {
    return new LateList<>(this);
  }

  private static final class LateList<T> extends ComboBoxListViewSkin<T> {
    private LateList(ComboBox<T> box) {
      super(box);
      getChildren().remove(getPopupContent());
    }

    /** The list is as wide as what is in it, which is known once it is styled. */
    @Override
    public void show() {
      Node list = getPopupContent();
      if (list.getParent() == null) {
        getChildren().add(list);
        list.applyCss();
      }
      super.show();
    }
  }
}
