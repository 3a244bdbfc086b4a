package installer;

/** A program that the build needs is not on the path; the message names it. */
final class MissingToolException extends RuntimeException {
  MissingToolException(String tool, String purpose) {
    super(tool + " is missing: " + purpose + " needs it");
  }
}
