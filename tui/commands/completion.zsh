#compdef llm-tui
# Completion of llm-tui for zsh. To have it in every shell, add to ~/.zshrc, after compinit:
#     source <(llm-tui completion zsh)
_llm-tui() {
    local text help
    local -a texts shown keys keys_shown
    while IFS=$'\t' read -r text help; do
        if [[ $text == :files ]]; then
            _files
        elif [[ $text == *= ]]; then
            keys+=("$text") keys_shown+=("$text${help:+  -- $help}")
        else
            texts+=("$text") shown+=("$text${help:+  -- $help}")
        fi
    done < <("${(Q)words[1]}" complete -- "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)
    (( $#texts )) && compadd -l -d shown -a texts
    # The value follows a key directly.
    (( $#keys )) && compadd -l -S '' -d keys_shown -a keys
}
if [[ $funcstack[1] == _llm-tui ]]; then
    _llm-tui "$@"
else
    compdef _llm-tui llm-tui
fi
