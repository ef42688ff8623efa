"""Build the explainer in content/: the same as the installed command `plainfact`."""

from plainfact.cli import main

if __name__ == "__main__":
    main()
