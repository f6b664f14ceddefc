# Completion of llm-tui for bash. To have it in every shell:
#     llm-tui completion bash --install
_llm_tui() {
    local text
    COMPREPLY=()
    while IFS= read -r text; do
        if [[ $text == :files ]]; then
            compopt -o default
        else
            COMPREPLY+=("$text")
            # The value follows a key directly.
            [[ $text == *= ]] && compopt -o nospace
        fi
    done < <("$1" complete --bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
}
complete -F _llm_tui llm-tui
