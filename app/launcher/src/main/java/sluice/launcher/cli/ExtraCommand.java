package sluice.launcher.cli;

/** A command that an image may leave out; found as a service. */
public interface ExtraCommand {

    /**
     * The command's name on the command line.
     *
     * @return one word
     */
    String name();

    /**
     * Makes it.
     *
     * @param environment what the process gives it
     * @return an object with picocli's annotations
     */
    Object create(Environment environment);
}
