package dev.fettle.model.power;

/** What a power interface can report and the database can hold. */
public enum PowerState {
    ON("power on"),
    OFF("power off"),
    ERROR("error");

    private final String word;

    PowerState(String word) {
        this.word = word;
    }

    /** Literal text on every wire and in the database. */
    public String word() {
        return word;
    }

    public static PowerState of(String word) {
        for (var state : values()) {
            if (state.word.equals(word)) {
                return state;
            }
        }
        throw new IllegalArgumentException("unknown power state " + word);
    }

    @Override
    public String toString() {
        return word;
    }
}
