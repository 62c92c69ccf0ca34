"""The Streamlit edge: cached readers, pickers, frame, cards and source line."""
