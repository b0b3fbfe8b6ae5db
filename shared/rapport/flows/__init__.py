"""What each function does, told with the store and the outside as ports."""
