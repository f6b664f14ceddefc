"""The actions of the main screen: one controller for each subject. `state.action_table` lists them.

A controller is loaded when one of its actions is first run: the first frame does not wait for it.
"""
