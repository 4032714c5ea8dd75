/**
 * Remembers where users stand in a dialog, bounded by age and by count.
 *
 * <p>Exports nothing: the app reaches it through the services it provides. One class stands under all three, so that the
 * figures come from the object that is used and cleaned.
 */
module sluice.state {
    requires sluice.api;

    provides sluice.api.UserStates with
            sluice.state.TtlUserStates;
    provides sluice.api.Cleanable with
            sluice.state.TtlUserStates;
    provides sluice.api.StatsProvider with
            sluice.state.TtlUserStates;
}
