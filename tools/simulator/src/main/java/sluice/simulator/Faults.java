package sluice.simulator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The rules in force, in order. Thread-safe. */
final class Faults {
    private final ReentrantLock lock;
    private final List<Fault> rules = new ArrayList<>();

    Faults(ReentrantLock lock) {
        this.lock = lock;
    }

    void add(Fault rule) {
        lock.lock();
        try {
            rules.add(rule);
        } finally {
            lock.unlock();
        }
    }

    void remove(Fault rule) {
        lock.lock();
        try {
            rules.remove(rule);
        } finally {
            lock.unlock();
        }
    }

    long used(Fault rule) {
        lock.lock();
        try {
            return rule.uses();
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            rules.clear();
        } finally {
            lock.unlock();
        }
    }

    /** {@return the answer to this call, or null for the normal one; called with the lock held} */
    Answer next(String method, long chat, Parameters parameters) {
        for (Iterator<Fault> all = rules.iterator(); all.hasNext(); ) {
            Fault rule = all.next();
            if (rule.takes(method, chat, parameters)) {
                Answer answer = rule.next();
                if (rule.usedUp()) {
                    all.remove();
                }
                return answer;
            }
        }
        return null;
    }
}
