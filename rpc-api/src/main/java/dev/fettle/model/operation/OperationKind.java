package dev.fettle.model.operation;

import java.util.Arrays;

/** What a piece of accepted work is for. The word is stored and shown as the reason of a lock. */
public enum OperationKind {
    VERIFY("verify"),
    INSPECT("inspect"),
    DISCOVER("discover"),
    CLEAN("automated clean"),
    MANUAL_CLEAN("manual clean"),
    DEPLOY("deploy"),
    REBUILD("rebuild"),
    TEAR_DOWN("tear down"),
    ADOPT("adopt"),
    TAKE_OVER("take over"),
    RESCUE("rescue"),
    UNRESCUE("unrescue"),
    SERVICE("service"),
    CHILD_STEP("step of parent node"),
    POWER("power"),
    BOOT_DEVICE("set boot device"),
    BOOT_MODE("change boot mode"),
    SECURE_BOOT("change secure boot"),
    CONSOLE("set console"),
    NMI("inject nmi"),
    INDICATOR("set indicator"),
    ATTACH_MEDIA("attach virtual media"),
    DETACH_MEDIA("detach virtual media"),
    VENDOR("vendor passthru"),
    VENDOR_SYNC("vendor passthru, answered"),
    ABORT("abort");

    private final String word;

    OperationKind(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static OperationKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown operation kind " + word));
    }
}
