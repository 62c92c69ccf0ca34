"""What the figures mean for a gemeente: no Streamlit, no network."""
