// The editor of a stream that keeps what is not available because its plugin is gone: that can be moved and deleted; its
// heading names the type, and none can be added.
const { FieldBlockDefinition, StreamBlockDefinition } = window.wagtailStreamField.blocks;

class KeepingStreamBlockDefinition extends StreamBlockDefinition {
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

window.telepath.register("courses.KeepingStreamBlock", KeepingStreamBlockDefinition);
window.telepath.register("courses.UnavailableBlock", UnavailableBlockDefinition);
