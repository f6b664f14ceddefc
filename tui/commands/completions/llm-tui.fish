# Completion of llm-tui for fish. To have it in every shell:
#     llm-tui completion fish --install
function __llm_tui_complete
    set -l before (commandline -opc)
    set -l typed (commandline -ct | string unescape)
    for line in ($before[1] complete -- $before[2..] "$typed" 2>/dev/null)
        if test "$line" = :files
            __fish_complete_path "$typed"
        else
            echo $line
        end
    end
end
complete -c llm-tui -f -a '(__llm_tui_complete)'
