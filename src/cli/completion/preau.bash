# bash completion of preau: what may come next is asked of the program.
_preau() {
    local line=${COMP_LINE:0:COMP_POINT} cur=$2 before= at=$COMP_CWORD quoted= reply
    local raw=${line##*[[:space:]]} joined=${COMP_WORDS[COMP_CWORD]}
    local words=("${COMP_WORDS[@]:0:COMP_CWORD}")
    if [[ ${COMP_WORDS[COMP_CWORD]} == [\"\']* ]]; then
        quoted=1
    elif [[ $raw != *[\"\'\\]* ]]; then
        # Readline cuts a word at the signs of a filter: its pieces are put together again.
        while [[ $joined != "$raw" && $raw == *"$joined" && at -gt 1 ]]; do
            joined=${COMP_WORDS[--at]}$joined
        done
        if [[ $joined == "$raw" ]]; then
            words=("${COMP_WORDS[@]:0:at}") cur=$raw before=${raw%"$2"}
        fi
    fi
    COMPREPLY=()
    while IFS= read -r reply || [[ -n $reply ]]; do
        reply=${reply#"$before"}
        [[ $quoted ]] || printf -v reply %q "$reply"
        COMPREPLY+=("$reply")
    done < <(VARIABLE=bash _CLAP_COMPLETE_INDEX=${#words[@]} PROGRAM -- "${words[@]}" "$cur" 2>/dev/null)
    [[ ${COMPREPLY[0]-} != *[=/:] ]] || compopt -o nospace
}
complete -o bashdefault -o nosort -F _preau NAME
