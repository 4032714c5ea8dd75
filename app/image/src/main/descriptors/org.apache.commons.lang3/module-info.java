/** As published, but for java.desktop, which only its event package needs: nothing of ours uses that. */
module org.apache.commons.lang3 {
    exports org.apache.commons.lang3.arch;
    exports org.apache.commons.lang3.builder;
    exports org.apache.commons.lang3.compare;
    exports org.apache.commons.lang3.concurrent.locks;
    exports org.apache.commons.lang3.concurrent;
    exports org.apache.commons.lang3.exception;
    exports org.apache.commons.lang3.function;
    exports org.apache.commons.lang3.math;
    exports org.apache.commons.lang3.mutable;
    exports org.apache.commons.lang3.reflect;
    exports org.apache.commons.lang3.stream;
    exports org.apache.commons.lang3.text.translate;
    exports org.apache.commons.lang3.text;
    exports org.apache.commons.lang3.time;
    exports org.apache.commons.lang3.tuple;
    exports org.apache.commons.lang3.util;
    exports org.apache.commons.lang3;
}
