/* The title of a folded question: what is asked, and its right answers after a tick. The type of the question names the
   fields that hold them; of a list whose items can be marked as right, the marked ones count. */
{
    const isRight = (item) => !item.block.childBlocks?.correct || item.block.getState().correct;

    const labels = (field) =>
        field.children ? field.children.filter(isRight).map((item) => item.getTextLabel()) : [field.getTextLabel()];

    class Question extends window.wagtailStreamField.blocks.StructBlockDefinition {
        render(...place) {
            const question = super.render(...place);
            const asked = question.getTextLabel.bind(question);
            const fields = this.meta.rightAnswers.map((name) => question.childBlocks[name]);
            question.getTextLabel = (limits) => [asked(limits), ...fields.flatMap(labels).filter(Boolean)].join(" ✓ ");
            return question;
        }
    }

    window.telepath.register("courses.QuestionBlock", Question);
}
