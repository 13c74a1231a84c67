/* A button below every rich text: what is chosen in the dialog of choose.js comes to where the cursor stands. */

(() => {
  const { React, DraftJS, draftail } = window;

  function insert(editorState, text) {
    const content = DraftJS.Modifier.replaceText(editorState.getCurrentContent(), editorState.getSelection(), text);
    return DraftJS.EditorState.push(editorState, content, "insert-characters");
  }

  function CitationControl({ getEditorState, onChange }) {
    const label = document.querySelector("script[data-citations]").dataset.label;
    const open = (event) => {
      const from = event.currentTarget;
      const chosen = (text) => onChange(insert(getEditorState(), text));
      document.dispatchEvent(new CustomEvent("citation:choose", { detail: { from, chosen } }));
    };
    return React.createElement("button", { type: "button", className: "citation-control", onClick: open }, label);
  }

  draftail.registerPlugin({ type: "CITATION", meta: CitationControl }, "controls");
})();
