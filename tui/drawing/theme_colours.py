"""The colours of Textual's themes, without Textual. Written by `make docs`."""

COLOURS = {
    "textual-dark": "#121212 #e0e0e0 #0178d4 #fea62b #57a5e2 #4ebf71 #fea62b #d17e92",
    "textual-light": "#e0e0e0 #1f1f1f #004578 #fea62b #002d4f #4ebf71 #fea62b #7a273c",
    "nord": "#2e3440 #d8dee9 #88c0d0 #b48ead #b0d5df #a3be8c #eacb8b #d4969c",
    "gruvbox": "#282828 #fbf1c7 #85a598 #f9bd2f #aec3bb #b7bb26 #fd8019 #fc8679",
    "catppuccin-mocha": "#181825 #cdd6f4 #f5c2e7 #f9b387 #f8d6ef #abe9b3 #fae3b0 #f6b5c8",
    "dracula": "#282a36 #f8f8f2 #bd93f9 #ff79c6 #d3b7fb #50fa7b #feb86c #ff8e8e",
    "tokyo-night": "#1a1b26 #a9b1d6 #bb9af7 #fe9e64 #d2bcf9 #9ece6a #dfaf68 #f9a4b4",
    "monokai": "#272822 #d6d6d6 #ae81ff #66d9ef #c9abff #a5e22e #fc971f #fb6fa1",
    "flexoki": "#100f0f #fffcf0 #205ea6 #9b76c8 #6b94c4 #65800b #ac8301 #ca7671",
    "catppuccin-latte": "#eff1f5 #4c4f69 #8839ef #fd640b #59259d #40a02b #de8e1d #8a0925",
    "catppuccin-frappe": "#303446 #c6d0f5 #ca9ee6 #f4b8e4 #dcbeee #a6d189 #e4c890 #efacad",
    "catppuccin-macchiato": "#24273a #cad3f5 #c6a0f6 #f5bde6 #d9c0f9 #a6da95 #eed49f #f3afb9",
    "solarized-light": "#fdf6e3 #586e75 #268bd2 #6c71c4 #195b8a #849900 #ca4b16 #91211f",
    "solarized-dark": "#002b36 #839496 #268bd2 #6c71c4 #6fb2e1 #849900 #ca4b16 #e77775",
    "rose-pine": "#191724 #e0def4 #c4a7e7 #ebbcba #d8c4ef #9ccfd8 #f5c177 #f19fb7",
    "rose-pine-moon": "#232136 #e0def4 #c4a7e7 #ea9a97 #d8c4ef #9ccfd8 #f5c177 #f19fb7",
    "rose-pine-dawn": "#faf4ed #575279 #907aa9 #d6827e #5f506f #56949f #e99d34 #764150",
    "atom-one-dark": "#282c34 #abb2bf #61afef #a378c2 #96caf4 #62f062 #ddb25b #f59797",
    "atom-one-light": "#fafafa #383a42 #4078f2 #be9232 #2a4f9f #6bf23f #d7d938 #9f2929",
}
"""The colours of each theme, in the order of `palette.VARIABLES`."""

OF_THE_TERMINAL = ("ansi-dark", "ansi-light")
"""Themes in the terminal's own sixteen colours."""
