/**
 * The filters and transforms that come with the bot; found like those of a plugin.
 *
 * @provides sluice.api.MessageFilter filters
 * @provides sluice.api.MessageTransform transforms
 */
module sluice.builtin {
    requires sluice.config;

    provides sluice.api.MessageFilter with
            sluice.builtin.FileExtensionFilter,
            sluice.builtin.FileSizeFilter,
            sluice.builtin.HiddenLinksFilter,
            sluice.builtin.MediaTypeFilter,
            sluice.builtin.SenderFilter;
    provides sluice.api.MessageTransform with
            sluice.builtin.Replace,
            sluice.builtin.Header,
            sluice.builtin.Footer,
            sluice.builtin.RemoveLinks;
}
