"""What more than one chapter is put together from: charts, maps, and the message above them."""
