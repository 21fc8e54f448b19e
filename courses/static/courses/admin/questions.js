/* The title of a folded question: what is asked, and its right answers after a tick. */
{
    const rightAnswers = ({ options, answer }) =>
        options
            ? options.getState().filter((option) => option.value.correct).map((option) => option.value.text)
            : [answer.getTextLabel()].filter(Boolean);

    class Question extends window.wagtailStreamField.blocks.StructBlockDefinition {
        render(...place) {
            const question = super.render(...place);
            const asked = question.getTextLabel.bind(question);
            question.getTextLabel = (limits) => [asked(limits), ...rightAnswers(question.childBlocks)].join(" ✓ ");
            return question;
        }
    }

    window.telepath.register("courses.QuestionBlock", Question);
}
