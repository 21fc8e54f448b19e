// The editor of a text with activities. One that is not available, because its plugin is gone, can be moved and deleted;
// its heading names the type, and none can be added.
const { FieldBlockDefinition, StreamBlockDefinition } = window.wagtailStreamField.blocks;

class ActivityStreamBlockDefinition extends StreamBlockDefinition {
    constructor(...parameters) {
        super(...parameters);
        this.groupedChildBlockDefs = this.groupedChildBlockDefs.map(([group, kinds]) => [
            group,
            kinds.filter((kind) => kind.name !== "unavailable"),
        ]);
    }
}

class UnavailableBlockDefinition extends FieldBlockDefinition {
    render(...parameters) {
        const block = super.render(...parameters);
        return Object.assign(block, { getTextLabel: () => block.getValue().split(" ")[0] });
    }
}

window.telepath.register("courses.ActivityStreamBlock", ActivityStreamBlockDefinition);
window.telepath.register("courses.UnavailableBlock", UnavailableBlockDefinition);
